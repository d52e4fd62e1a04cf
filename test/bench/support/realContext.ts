import { createServices } from "#provider/host/createServices";
import type { LifecycleContext } from "#provider/lifecycle/context";
import { Declarations } from "#provider/lifecycle/declarations";
import { DeviceHistory } from "#provider/lifecycle/deviceHistory";
import { systemClock } from "#provider/polling/clock";

/** What verbs need, in this process, on wall time, signed in as the given environment says. */
export function realContext(signIn: Record<string, string>): LifecycleContext {
    Object.assign(process.env, signIn);
    const members = new Declarations(systemClock);
    const report = { info: () => undefined, warn: () => undefined };
    const planned = { members, devices: new Declarations(systemClock), history: new DeviceHistory(), report };
    return { ...planned, ...createServices({ members, say: () => undefined }) };
}
