/** The icons that other apps may ask for by name. */
import {
  IconApps,
  IconBook,
  IconBox,
  IconBrush,
  IconCamera,
  IconDeviceGamepad2,
  IconMessage,
  IconMicrophone,
  IconMoodSmile,
  IconMovie,
  IconPhoto,
  IconPresentation,
  IconSpeakerphone,
  IconVideo,
  IconWand,
  type TablerIcon,
} from "@tabler/icons-react";

// The whole set has five thousand: these are for what apps that use people usually do.
const signs: Record<string, TablerIcon> = {
  book: IconBook,
  box: IconBox,
  brush: IconBrush,
  camera: IconCamera,
  "device-gamepad-2": IconDeviceGamepad2,
  message: IconMessage,
  microphone: IconMicrophone,
  "mood-smile": IconMoodSmile,
  movie: IconMovie,
  photo: IconPhoto,
  presentation: IconPresentation,
  speakerphone: IconSpeakerphone,
  video: IconVideo,
  wand: IconWand,
};

/** The icon of this Tabler name; a plain one for names we do not carry. */
export function signOf(name: string): TablerIcon {
  return signs[name] ?? IconApps;
}
