export default function ProjectDetailView() {
  return null;
}
