import { Operation } from "./operation";
import type { ResourceRecord } from "./stackState";

/** Reads every resource and remembers what it found, inputs too. */
export class Refresh extends Operation {
    readAll(): void {
        for (const record of Object.values(this.state.resources)) {
            if (!record.pendingReplacement) {
                this.enqueue("read", record.name, () => this.read(record));
            }
        }
    }

    private async read(record: ResourceRecord): Promise<() => void> {
        const { name, kind } = record;
        const found = await this.process.call((provider) => provider.read(record));
        return () => {
            if (found.id === "") {
                delete this.state.resources[name];
                return;
            }
            // A read that succeeds clears what the last create or update complained of.
            this.state.resources[name] = { name, kind, ...found };
        };
    }
}
