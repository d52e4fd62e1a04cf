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
        const { name, kind, outputs } = record;
        const answer = await this.process.call(kind, "read", record.id, outputs);
        const { __provider } = outputs;
        return () => {
            if (answer.id === "") {
                delete this.state.resources[name];
                return;
            }
            const inputs = { ...answer.inputs, __provider };
            // A read that succeeds clears what the last create or update complained of.
            this.state.resources[name] = {
                name,
                kind,
                id: answer.id,
                inputs,
                outputs: { ...answer.props, __provider },
            };
        };
    }
}
