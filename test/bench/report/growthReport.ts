import type { GrowthPoint } from "../growth/measureGrowth";
import { duration } from "../support/words";
import { markdownTable } from "./markdownTable";
import { type Panel, plot } from "./plot";

const colors = { ours: "#0b62a4", today: "#c4540a", floor: "#777777" };

/** The plot of wall time and requests over the number of resources. */
export function plotGrowth(growth: readonly GrowthPoint[]): string {
    const line = (name: keyof typeof colors, value: (point: GrowthPoint) => number) => ({
        name: { ours: "this package", today: "one job each, 30 s polls (simulated)", floor: "no-op resources" }[name],
        color: colors[name],
        dashed: name === "today",
        points: growth.map((point) => ({ x: point.count, y: value(point) })),
    });
    const wall: Panel = {
        title: "Wall time of up",
        tick: (seconds) => (seconds < 60 ? `${seconds} s` : `${Number((seconds / 60).toFixed(1))} min`),
        series: [
            line("today", ({ today }) => today.durationInMs / 1_000),
            line("ours", ({ ours }) => ours.durationInMs / 1_000),
            line("floor", ({ floor }) => floor.durationInMs / 1_000),
        ],
    };
    const requests: Panel = {
        title: "HTTP requests of up",
        tick: (count) => count.toLocaleString("en"),
        series: [line("today", ({ today }) => today.requests), line("ours", ({ ours }) => ours.requests)],
    };
    return plot([wall, requests], "assignments of one project");
}

/** The same in numbers, with jobs and memory. */
export function tableOfGrowth(growth: readonly GrowthPoint[]): string {
    const heads = [
        "assignments",
        "up, ours",
        "no-ops",
        "one job each (simulated)",
        "jobs, ours",
        "one each",
        "requests, ours",
        "one job each",
        "provider process, ours",
        "no-ops",
    ];
    const rows = growth.map(({ count, ours, floor, today }) => [
        count.toLocaleString("en"),
        duration(ours.durationInMs),
        duration(floor.durationInMs),
        duration(today.durationInMs),
        `${ours.jobs}`,
        `${today.jobs}`,
        `${ours.requests}`,
        `${today.requests}`,
        `${ours.memoryInMiB} MiB`,
        `${floor.memoryInMiB} MiB`,
    ]);
    return markdownTable(heads, rows);
}
