import { systemClock } from "#provider/core/clock";
import type { Deployment } from "#provider/language/deployments";
import type { PlanContext } from "#provider/lifecycle/context";
import { createPlan, type PlanOptions } from "#provider/lifecycle/createPlan";

/** What `check` and `diff` of one run have, with the lines that they said. */
export function planContext({
    deployments = () => Promise.reject(new Error("nothing may be looked up")),
    ...options
}: Partial<PlanOptions> & { deployments?: () => Promise<Deployment[]> } = {}): PlanContext & { lines: string[] } {
    const lines: string[] = [];
    const report = {
        info: (line: string) => void lines.push(`info: ${line}`),
        warn: (line: string) => void lines.push(`warning: ${line}`),
    };
    const loadLanguage = async () => ({ deployments });
    return { ...createPlan({ clock: systemClock, report, loadLanguage, ...options }), lines };
}
