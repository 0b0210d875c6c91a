import { useEffect, useRef } from 'preact/hooks';

interface Props {
  /** An SVG document as text, as the server drew it. */
  readonly svg: string;
  readonly label: string;
}

/** Shapes only: what else an SVG can hold (scripts, styles, links) is left out. */
const ELEMENTS = new Set(['svg', 'g', 'path', 'rect']);
const ATTRIBUTES = new Set(['viewBox', 'd', 'x', 'y', 'width', 'height', 'fill', 'stroke', 'stroke-width', 'transform']);

/** A data: URI would break the content security policy, so the picture becomes part of the page. */
export function QrCode({ svg, label }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    const shapes = root.nodeName === 'svg' ? copyShapes(root) : null;
    box.current?.replaceChildren(...(shapes === null ? [] : [shapes]));
  }, [svg]);
  return <div class="qr" role="img" aria-label={label} ref={box} />;
}

function copyShapes(element: Element): Element | null {
  if (!ELEMENTS.has(element.localName)) return null;
  const copy = document.createElementNS('http://www.w3.org/2000/svg', element.localName);
  for (const { name, value } of element.attributes) if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  for (const child of element.children) {
    const shape = copyShapes(child);
    if (shape !== null) copy.append(shape);
  }
  return copy;
}
