import type { EventSink } from "../engine";
import type { Diagnostic, EngineEvent } from "../engineEvent";
import type { Mask } from "./state/secretMask";

/** Passes events on, every message masked. */
export class Reporter {
    constructor(
        private readonly sink: EventSink,
        private readonly mask: Mask,
    ) {}

    emit(event: EngineEvent): void {
        if (event.kind !== "diagnostic") {
            this.sink(event);
            return;
        }
        const message = this.mask(event.diagnostic.message);
        this.sink({ kind: "diagnostic", diagnostic: { ...event.diagnostic, message } });
    }

    message(severity: Diagnostic["severity"], message: string, urn?: string): void {
        this.emit({ kind: "diagnostic", diagnostic: { severity, message, ...(urn ? { urn } : {}) } });
    }

    error(message: string, urn?: string): void {
        this.message("error", message, urn);
    }
}
