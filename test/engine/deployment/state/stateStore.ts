import type { StoredOperation, StoredResource } from "../../stackState";
import type { Encryption } from "./encryption";
import { makeSecret, mapSecrets, type PropertyMap } from "./property";
import { fromStored, type ResourceState, toStored } from "./resourceState";
import { type JournalRecord, StateFile } from "./stateFile";

/** What an operation does to the state in one durable write. */
export interface Commit {
    /** New states; one with `old` takes that state's place. */
    put?: { state: ResourceState; old?: ResourceState }[];
    remove?: ResourceState[];
    /** The pending operation that this ends. */
    end?: number;
}

/** A stack's state in memory; unless it serves a preview, every change is on disk when the call returns. */
export class StateStore {
    private readonly numbers = new Map<ResourceState, number>();
    private readonly pending = new Map<number, StoredOperation>();
    private nextNumber = 0;

    private constructor(
        private readonly file: StateFile,
        private readonly encryption: Encryption,
        private readonly isPersistent: boolean,
        /** What was under way when an engine before this one was killed. */
        readonly interrupted: StoredOperation[],
    ) {}

    /** Reads the state in a folder. */
    static open(folder: string, encryption: Encryption, isPersistent: boolean): StateStore {
        const file = new StateFile(folder);
        const { resources, operations } = file.read();
        const store = new StateStore(file, encryption, isPersistent, [...operations.values()]);
        for (const resource of resources.values()) {
            store.numbers.set(store.decrypted(resource), store.nextNumber++);
        }
        for (const operation of operations.values()) {
            store.pending.set(store.nextNumber++, operation);
        }
        if (isPersistent) {
            store.dropResolved();
        }
        return store;
    }

    /** All resources, replaced ones that are not yet deleted included. */
    resources(): ResourceState[] {
        return [...this.numbers.keys()];
    }

    /** The resource with that URN; replaced ones are passed over. */
    find(urn: string): ResourceState | undefined {
        return this.resources().find((state) => state.urn === urn && !state.delete);
    }

    /** Records that an operation on a resource is about to run; its number ends it. */
    begin(type: StoredOperation["type"], state: ResourceState): number {
        const number = this.nextNumber++;
        const operation = { type, resource: this.encrypted(state) };
        this.pending.set(number, operation);
        this.append([{ begin: number, operation }]);
        return number;
    }

    commit({ put = [], remove = [], end }: Commit): void {
        const records: JournalRecord[] = [];
        for (const { state, old } of put) {
            const number = this.numbers.get(old ?? state) ?? this.nextNumber++;
            if (old !== undefined) {
                this.numbers.delete(old);
            }
            this.numbers.set(state, number);
            records.push({ put: number, resource: this.encrypted(state) });
        }
        for (const state of remove) {
            const number = this.numbers.get(state);
            if (number !== undefined) {
                this.numbers.delete(state);
                records.push({ remove: number });
            }
        }
        if (end !== undefined) {
            this.pending.delete(end);
            records.push({ end });
        }
        this.append(records);
    }

    /** Drops creates of which nobody knows whether they took effect. */
    clearPendingCreates(): void {
        this.pending.clear();
    }

    /** Writes the state as one file. `order` puts resources after what they depend on. */
    close(order: (states: ResourceState[]) => ResourceState[]): void {
        if (this.isPersistent) {
            this.file.replace({
                resources: order(this.resources()).map((state) => this.encrypted(state)),
                pendingOperations: [...this.pending.values()],
            });
        }
    }

    /** As Pulumi, forgets interrupted operations except creates: nobody knows whether those left something behind. */
    private dropResolved(): void {
        for (const [number, { type }] of this.pending) {
            if (type !== "creating") {
                this.pending.delete(number);
            }
        }
        this.close((states) => states);
        this.renumber();
    }

    /** Journal numbers count from the positions in the base file. */
    private renumber(): void {
        const operations = [...this.pending.values()];
        this.pending.clear();
        operations.forEach((operation, position) => {
            this.pending.set(position, operation);
        });
        this.resources().forEach((state, position) => {
            this.numbers.set(state, position);
        });
        this.nextNumber = Math.max(this.numbers.size, this.pending.size);
    }

    private append(records: JournalRecord[]): void {
        if (this.isPersistent) {
            this.file.append(records);
        }
    }

    private encrypted(state: ResourceState): StoredResource {
        const encrypt = (properties: PropertyMap) =>
            mapSecrets(properties, ({ value }) =>
                makeSecret({ ciphertext: this.encryption.encrypt(JSON.stringify(value)) }),
            ) as PropertyMap;
        return toStored({ ...state, inputs: encrypt(state.inputs), outputs: encrypt(state.outputs) });
    }

    private decrypted(stored: StoredResource): ResourceState {
        const decrypt = (properties: PropertyMap) =>
            mapSecrets(properties, ({ ciphertext, plaintext, value }) => {
                const text = ciphertext === undefined ? plaintext : this.encryption.decrypt(ciphertext);
                return makeSecret({ value: text === undefined ? value : JSON.parse(text) });
            }) as PropertyMap;
        const state = fromStored(stored);
        return { ...state, inputs: decrypt(state.inputs), outputs: decrypt(state.outputs) };
    }
}
