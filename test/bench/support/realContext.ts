import { systemClock } from "#provider/core/clock";
import { createServices } from "#provider/host/services";
import type { LifecycleContext } from "#provider/lifecycle/context";
import { createPlan } from "#provider/lifecycle/createPlan";

/** What verbs need, in this process, on wall time, signed in as the given environment says. */
export function realContext(signIn: Record<string, string>): LifecycleContext {
    Object.assign(process.env, signIn);
    const report = { info: () => undefined, warn: () => undefined };
    const plan = createPlan({ clock: systemClock, report, loadLanguage: async () => services.language });
    const services = createServices({ members: plan.members, names: plan.names, say: () => undefined });
    return { ...plan, ...services };
}
