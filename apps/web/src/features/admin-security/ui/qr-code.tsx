import { qrPath } from '../model/qr';

/** Dark on white whatever the theme: cameras don't read it the other way round. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = qrPath(text);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="bg-white size-48 rounded-card border border-line"
    >
      <path d={path} fill="#1c1618" />
    </svg>
  );
}
