export default function AvatarPage() {
  return null;
}
