import type { EngineEvent as AutomationEvent, DiagnosticEvent } from "@pulumi/pulumi/automation";
import type { EventSink } from "../engine";

/** Pulumi's messages carry colour directives such as `<{%fg 1%}>`. */
function plain(message: string): string {
    return message.replace(/<\{%[^%]*%\}>/g, "");
}

/** The SDK's debug messages reach the event log although no user sees them; they are dropped. */
function forwardDiagnostic({ urn, message, severity, ephemeral }: DiagnosticEvent, sink: EventSink): void {
    if ((severity as string) === "debug") {
        return;
    }
    sink({
        kind: "diagnostic",
        diagnostic: {
            severity,
            message: plain(message).replace(/\n+$/, ""),
            ...(urn ? { urn } : {}),
            ...(ephemeral ? { ephemeral } : {}),
        },
    });
}

/** Passes an event of Pulumi's automation API on as the engines' common events. */
export function forwardPulumiEvent(event: AutomationEvent, sink: EventSink): void {
    const { diagnosticEvent, resourcePreEvent, resOutputsEvent, resOpFailedEvent } = event;
    if (diagnosticEvent) {
        forwardDiagnostic(diagnosticEvent, sink);
    } else if (resourcePreEvent) {
        sink({ kind: "stepStarted", op: resourcePreEvent.metadata.op, urn: resourcePreEvent.metadata.urn });
    } else if (resOutputsEvent) {
        sink({ kind: "stepDone", op: resOutputsEvent.metadata.op, urn: resOutputsEvent.metadata.urn });
    } else if (resOpFailedEvent) {
        sink({ kind: "stepFailed", op: resOpFailedEvent.metadata.op, urn: resOpFailedEvent.metadata.urn });
    }
}
