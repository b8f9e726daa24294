/** Signed distances of plane shapes (negative inside). Formulas: Inigo Quilez, "2D distance functions"; polygons are exact. */
import type { Distance } from './raster.ts';

export type Vertex = readonly [number, number];

export function disc(radius: number): Distance {
  return (x, y) => Math.sqrt(x * x + y * y) - radius;
}

/** Axis-parallel ellipse, to first order: f / |grad f| with f = (x/a)^2 + (y/b)^2 - 1; right at the edge. */
export function ellipse(a: number, b: number): Distance {
  return (x, y) => {
    const [u, v] = [x / a, y / b];
    const gradient = 2 * Math.sqrt((u / a) ** 2 + (v / b) ** 2);
    return gradient === 0 ? -Math.min(a, b) : (u * u + v * v - 1) / gradient;
  };
}

/** Exact distance to a simple polygon, its vertices in either order. */
export function polygon(vertices: readonly Vertex[]): Distance {
  const edges = vertices.map((from, i): [Vertex, Vertex] => [from, vertices[(i + 1) % vertices.length] ?? from]);
  return (x, y) => {
    let nearest = Number.POSITIVE_INFINITY;
    let inside = false;
    for (const [[ax, ay], [bx, by]] of edges) {
      const [ex, ey, wx, wy] = [bx - ax, by - ay, x - ax, y - ay];
      const square = ex * ex + ey * ey;
      const along = square > 0 ? Math.min(1, Math.max(0, (wx * ex + wy * ey) / square)) : 0;
      const [dx, dy] = [wx - along * ex, wy - along * ey];
      nearest = Math.min(nearest, dx * dx + dy * dy);
      if (ay > y !== by > y && wx < (ex * wy) / ey) inside = !inside;
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
  };
}

/** Regular polygon with one corner upwards (y down). */
export function regularPolygon(corners: number, radius: number): Distance {
  return polygon(Array.from({ length: corners }, (_, i) => onCircle(i / corners, radius)));
}

/** Star with one point upwards; `inner` is the radius of the notches as a share of `radius`. */
export function star(points: number, radius: number, inner: number): Distance {
  return polygon(Array.from({ length: 2 * points }, (_, i) => onCircle(i / (2 * points), i % 2 === 0 ? radius : radius * inner)));
}

function onCircle(turn: number, radius: number): Vertex {
  const angle = 2 * Math.PI * turn;
  return [radius * Math.sin(angle), -radius * Math.cos(angle)];
}

/** Upright cross of two bars, `arm` half long and `thickness` half wide. */
export function cross(arm: number, thickness: number): Distance {
  const [a, t] = [arm, thickness];
  return polygon([[-t, -a], [t, -a], [t, -t], [a, -t], [a, t], [t, t], [t, a], [-t, a], [-t, t], [-a, t], [-a, -t], [-t, -t]]);
}

/** Heart, its point down: two circles over a turned square; about 2 `radius` high and wide, around the origin. */
export function heart(radius: number): Distance {
  const scale = radius / 0.62;
  return (px, py) => {
    const x = Math.abs(px) / scale;
    const y = -py / scale + 0.56;
    const root = Math.SQRT2 / 4;
    if (x + y > 1) return scale * (Math.sqrt((x - 0.25) ** 2 + (y - 0.75) ** 2) - root);
    const fold = 0.5 * Math.max(x + y, 0);
    const nearest = Math.min(x * x + (y - 1) ** 2, (x - fold) ** 2 + (y - fold) ** 2);
    return scale * Math.sqrt(nearest) * Math.sign(x - y);
  };
}

/** Crescent: a disc without a second disc shifted to the right. */
export function crescent(radius: number): Distance {
  const [outer, inner] = [disc(radius), disc(0.82 * radius)];
  return (x, y) => Math.max(outer(x, y), -inner(x - 0.48 * radius, y));
}

/** The line of a shape's edge, `thickness` wide, laid inside the edge. */
export function outlined(distance: Distance, thickness: number): Distance {
  return (x, y) => {
    const d = distance(x, y);
    return Math.max(d, -d - thickness);
  };
}

/** Turns by `angle` (clockwise on the screen, y down) and moves to (x0, y0). */
export function placed(distance: Distance, x0: number, y0: number, angle: number): Distance {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return (x, y) => distance(cos * (x - x0) + sin * (y - y0), -sin * (x - x0) + cos * (y - y0));
}
