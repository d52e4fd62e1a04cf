import type { Verb } from "./moments";
import type { Victim } from "./processes";

/** Counts what was killed and converged from, by engine and victim, for the line that a suite ends with. */
export class Tally {
    private readonly counts = new Map<string, number>();

    /** Counts one. */
    add(engine: string, victim: Victim, verb: Verb): void {
        for (const key of [engine, `${engine} ${victim}`, `${engine} ${victim} ${verb}`]) {
            this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
        }
    }

    /** One line an engine: `test engine: 60 (engine 20: create 6, update 8, delete 6; ...)`. */
    lines(): string[] {
        const engines = ["test", "pulumi"].filter((engine) => this.counts.has(engine));
        return engines.map((engine) => {
            const victims = (["engine", "provider", "program"] as const).map((victim) => {
                const verbs = (["create", "update", "delete"] as const).map(
                    (verb) => `${verb} ${this.count(`${engine} ${victim} ${verb}`)}`,
                );
                return `${victim} ${this.count(`${engine} ${victim}`)}: ${verbs.join(", ")}`;
            });
            return `${engine} engine: ${this.count(engine)} (${victims.join("; ")})`;
        });
    }

    private count(key: string): number {
        return this.counts.get(key) ?? 0;
    }
}
