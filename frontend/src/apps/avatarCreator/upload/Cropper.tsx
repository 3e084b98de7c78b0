import { Button } from "@mantine/core";
import { IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useRef } from "react";
import type { Crop } from "~/api/types";
import { Range } from "~/ui/Range";
import { cutOut } from "./CroppedPicture";
import styles from "./Cropper.module.css";
import { cropOf, largestZoom, type Size, squareOf, wholeOf, zoomed, zoomOf } from "./square";
import { useCropGestures } from "./useCropGestures";

interface Props {
  src: string;
  name: string;
  size: Size;
  crop: Crop;
  suggested: Crop;
  /** How many faces the suggestion is about; null where nobody looked. */
  faces: number | null;
  onChange: (crop: Crop) => void;
}

/** A picture under a square frame: what is inside of the frame is what one will see. */
export function Cropper({ src, name, size, crop, suggested, faces, onChange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const square = squareOf(size, crop);
  const { isHeld, handlers } = useCropGestures(frame, size, square, (next) => onChange(cropOf(size, next)));
  const zoom = zoomOf(size, square);
  const whole = cropOf(size, wholeOf(size));
  return (
    <div className={styles.cropper}>
      {/* A picture that is moved by hand is no control that HTML knows: the role hands all keys to it. */}
      <div
        className={styles.stage}
        role="application"
        aria-roledescription="Picture to crop"
        aria-label={`What is shown of ${name}. Arrow keys move the picture, plus and minus zoom.`}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        data-held={isHeld || undefined}
        {...handlers}
      >
        <div ref={frame} className={styles.frame}>
          <img className={styles.picture} style={cutOut(crop)} src={src} alt="" draggable={false} />
        </div>
        <span className={styles.edge} aria-hidden />
      </div>
      <div className={styles.zoom}>
        <IconZoomOut size={18} stroke={1.75} aria-hidden />
        <Range
          label="Zoom"
          words={`${Math.round(zoom * 100)} percent`}
          min={1}
          max={largestZoom(size)}
          step={0.01}
          value={zoom}
          onChange={(to) => onChange(cropOf(size, zoomed(size, square, to)))}
        />
        <IconZoomIn size={18} stroke={1.75} aria-hidden />
      </div>
      <div className={styles.jumps}>
        <Jump title={faces ? "Around the face" : "As suggested"} to={suggested} crop={crop} onChange={onChange} />
        <Jump title="As much as fits" to={whole} crop={crop} onChange={onChange} />
      </div>
    </div>
  );
}

interface JumpProps {
  title: string;
  to: Crop;
  crop: Crop;
  onChange: (crop: Crop) => void;
}

function Jump({ title, to, crop, onChange }: JumpProps) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-pressed={isSame(to, crop)}
      className={styles.jump}
      onClick={() => onChange(to)}
    >
      {title}
    </Button>
  );
}

function isSame(a: Crop, b: Crop): boolean {
  return (["left", "top", "width", "height"] as const).every((side) => Math.abs(a[side] - b[side]) < 0.002);
}
