/** A line of a plot. */
export interface Series {
    name: string;
    color: string;
    /** Dashed: not measured on the wall. */
    dashed?: boolean;
    points: readonly { x: number; y: number }[];
}

/** One plot, both of whose axes are logarithmic. */
export interface Panel {
    title: string;
    /** Words for a value on the vertical axis. */
    tick: (value: number) => string;
    series: readonly Series[];
}

const width = 470;
const height = 350;
const margin = { left: 64, right: 24, top: 44, bottom: 46 };

/** Draws panels side by side, with one legend under them, as SVG that is readable on any background. */
export function plot(panels: readonly Panel[], xTitle: string): string {
    const names = new Map(panels.flatMap(({ series }) => series).map((line) => [line.name, line]));
    const total = { width: width * panels.length, height: height + 34 };
    const drawn = panels.map(
        (panel, index) => `<g transform="translate(${index * width},0)">${draw(panel, xTitle)}</g>`,
    );
    const legend = [...names.values()].map(
        (line, index) => `<g transform="translate(${margin.left + index * 290},${height + 12})">${legendOf(line)}</g>`,
    );
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total.width} ${total.height}" font-family="sans-serif" font-size="12" fill="#222">`,
        `<title>${panels.map(({ title }) => escapeXml(title)).join(", ")}</title>`,
        `<rect width="${total.width}" height="${total.height}" fill="#fff"/>`,
        ...drawn,
        ...legend,
        "</svg>\n",
    ].join("\n");
}

function draw({ title, tick, series }: Panel, xTitle: string): string {
    const points = series.flatMap((line) => line.points);
    const x = scale(powersAround(points.map((point) => point.x)), margin.left, width - margin.right);
    const y = scale(powersAround(points.map((point) => point.y)), height - margin.bottom, margin.top);
    const bottom = height - margin.bottom;
    const grid = y.powers.map(
        (value) =>
            `<line x1="${margin.left}" x2="${width - margin.right}" y1="${y.at(value)}" y2="${y.at(value)}" stroke="#ddd"/>` +
            `<text x="${margin.left - 8}" y="${y.at(value) + 4}" text-anchor="end">${escapeXml(tick(value))}</text>`,
    );
    const below = x.powers.map(
        (value) =>
            `<text x="${x.at(value)}" y="${bottom + 18}" text-anchor="middle">${value.toLocaleString("en")}</text>`,
    );
    const lines = series.map((line) => drawSeries(line, x.at, y.at));
    return [
        `<text x="${margin.left}" y="24" font-size="14" font-weight="bold">${escapeXml(title)}</text>`,
        ...grid,
        ...below,
        `<text x="${(margin.left + width - margin.right) / 2}" y="${bottom + 38}" text-anchor="middle">${escapeXml(xTitle)}</text>`,
        ...lines,
    ].join("\n");
}

function drawSeries(line: Series, x: (value: number) => number, y: (value: number) => number): string {
    const places = line.points.map((point) => `${x(point.x)},${y(point.y)}`);
    const dots = line.points.map(
        (point) => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="3.5" fill="${line.color}"/>`,
    );
    return `<polyline points="${places.join(" ")}" ${strokeOf(line)}/>${dots.join("")}`;
}

function legendOf(line: Series): string {
    return `<line x1="0" x2="28" y1="0" y2="0" ${strokeOf(line)}/><text x="36" y="4">${escapeXml(line.name)}</text>`;
}

function strokeOf({ color, dashed }: Series): string {
    return `fill="none" stroke="${color}" stroke-width="2"${dashed ? ' stroke-dasharray="6 4"' : ""}`;
}

/** The powers of ten from below the least to above the most. */
function powersAround(values: readonly number[]): number[] {
    const first = Math.floor(Math.log10(Math.min(...values)));
    const last = Math.ceil(Math.log10(Math.max(...values)));
    return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, index) => 10 ** (first + index));
}

function scale(powers: readonly number[], from: number, to: number) {
    const low = Math.log10(powers[0] ?? 1);
    const high = Math.log10(powers[powers.length - 1] ?? 10);
    const at = (value: number) =>
        Math.round((from + ((Math.log10(value) - low) / (high - low)) * (to - from)) * 10) / 10;
    return { powers, at };
}

function escapeXml(text: string): string {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}
