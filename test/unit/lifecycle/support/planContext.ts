import type { PlanContext } from "#provider/lifecycle/context";
import { Declarations } from "#provider/lifecycle/declarations";
import { DeviceHistory } from "#provider/lifecycle/deviceHistory";
import { systemClock } from "#provider/polling/clock";

/** What `check` and `diff` of one run have, with the lines that they said. */
export function planContext(): PlanContext & { lines: string[] } {
    const lines: string[] = [];
    return {
        lines,
        members: new Declarations(systemClock),
        devices: new Declarations(systemClock),
        history: new DeviceHistory(),
        report: {
            info: (line) => void lines.push(`info: ${line}`),
            warn: (line) => void lines.push(`warning: ${line}`),
        },
    };
}
