import type { Engine } from "../engine/engine";
import type { Verb } from "./moments";

/** The verbs of a stack's life, in their order. */
export const verbs: readonly Verb[] = ["create", "update", "delete"];

/** Counts what was killed and converged from, by engine and verb, for the line that a suite ends with. */
export class Tally {
    private readonly counts = new Map<string, number>();

    /** Counts one. */
    add(engine: Engine["name"], verb: Verb): void {
        for (const key of [engine, `${engine} ${verb}`]) {
            this.counts.set(key, this.count(key) + 1);
        }
    }

    /** One line an engine: `test engine: 20 (create 6, update 8, delete 6)`. */
    lines(): string[] {
        const engines = ["test", "pulumi"].filter((engine) => this.counts.has(engine));
        return engines.map((engine) => {
            const each = verbs.map((verb) => `${verb} ${this.count(`${engine} ${verb}`)}`);
            return `${engine} engine: ${this.count(engine)} (${each.join(", ")})`;
        });
    }

    private count(key: string): number {
        return this.counts.get(key) ?? 0;
    }
}
