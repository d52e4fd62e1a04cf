import { systemClock } from "../core/clock";
import { AssignmentsError } from "../core/errors";
import { SecretTexts } from "../core/redaction";
import type { autopilotDeviceTable, projectResourcesTable } from "../lifecycle/functions/fields";
import { findDevice, type LookupContext, listProjectResources } from "../lifecycle/functions/lookUps";
import { Declarations } from "../lifecycle/ownership";
import type { ValuesOf } from "../validation/fields";
import { createServices } from "./services";

/** What a function gives, or what it may tell the user of why it cannot; nothing of it is secret. */
export type Answer<T> = { ok: true; value: T } | { ok: false; message: string; details: object };

/** What a run of a program may set for its functions. */
export interface FunctionSettings {
    /** The configuration value `azure-assignments:languageKeys`: JSON text, host to key. */
    keys?: string;
    /** Says one line to the person who waits; no secret is in it. */
    say: (line: string) => void;
}

/** The functions that the program itself calls, with what those of one run share: services, and what must be in no line and no error. */
export class FunctionHost {
    private readonly secrets = new SecretTexts();
    private readonly services: LookupContext;

    constructor({ keys, say }: FunctionSettings) {
        this.services = createServices({
            keys,
            members: new Declarations(systemClock),
            say: (line) => say(this.secrets.redact(line)),
            learnSecrets: (texts) => this.secrets.add(texts),
        });
    }

    /** `getProjectResources`; of the arguments that are named as secret no error shows the value. */
    getProjectResources(
        args: object,
        secretArgs: readonly string[],
    ): Promise<Answer<ValuesOf<typeof projectResourcesTable.result>>> {
        return this.answer(args, secretArgs, async (marked) => ({
            resources: await listProjectResources(this.services, marked),
        }));
    }

    /** `getAutopilotDevice`, likewise. */
    getAutopilotDevice(
        args: { serialNumber?: unknown },
        secretArgs: readonly string[],
    ): Promise<Answer<ValuesOf<typeof autopilotDeviceTable.result>>> {
        return this.answer(args, secretArgs, async (marked) => {
            const { id, resourceName, ...device } = await findDevice(this.services, marked);
            return { deviceId: id, ...device, serialNumber: String(args.serialNumber) };
        });
    }

    private async answer<T>(
        args: object,
        secretArgs: readonly string[],
        call: (args: object) => Promise<T>,
    ): Promise<Answer<T>> {
        const marked = secretArgs.length > 0 ? { ...args, secretInputs: secretArgs } : args;
        this.secrets.learn({ ...marked });
        try {
            return { ok: true, value: await call(marked) };
        } catch (error) {
            if (error instanceof AssignmentsError) {
                return { ok: false, ...this.messageOf(error) };
            }
            throw this.withoutSecrets(error);
        }
    }

    /** What is meant for the user; no cause is kept, which Node.js would print too. */
    private messageOf(error: AssignmentsError): { message: string; details: object } {
        const redacted = (text: string | undefined) => text && this.secrets.redact(text);
        const { code, statusCode, requestId, serviceCode, serviceMessage } = error;
        return {
            message: this.secrets.redact(error.message),
            details: {
                code: redacted(code),
                statusCode,
                requestId: redacted(requestId),
                serviceCode: redacted(serviceCode),
                serviceMessage: redacted(serviceMessage),
            },
        };
    }

    /** A fault of ours, with its stack. */
    private withoutSecrets(error: unknown): Error {
        const shown = new Error(this.secrets.redact(error instanceof Error ? error.message : String(error)));
        const stack = error instanceof Error ? error.stack : undefined;
        shown.stack = stack === undefined ? shown.message : this.secrets.redact(stack);
        return shown;
    }
}
