import { Deadline } from "../core/deadline";
import { exchange } from "../http/attempt";
import { definiteError } from "../http/errors";
import { createPipeline } from "../http/transport";
import type { ServiceRequest } from "../http/types";
import type { Findings } from "./findings";
import type { Session } from "./session";

/** Long enough for a slow network, short enough to wait for. */
const patienceInMs = 15_000;

/**
 * Asks for the root of an address, once and without signing in: whether its name resolves, whether something answers, and whether
 * its certificate is trusted, through the same pipeline and proxy as everything else. What may pass is left to the requests
 * that follow, which try again. Resolves to false where they would only fail alike.
 */
export async function probe(session: Session, findings: Findings, address: string, service: string): Promise<boolean> {
    const { clock, transport } = session;
    const { origin, host, protocol } = new URL(address);
    const request: ServiceRequest = {
        method: "GET",
        url: `${origin}/`,
        origin,
        auth: { scope: "", authorityHost: "" },
        deadline: new Deadline(clock, patienceInMs),
        action: `Reaching ${service} at ${origin}`,
    };
    const outcome = await exchange(
        request,
        {},
        { pipeline: createPipeline(), transport, clock, timeoutInMs: patienceInMs },
    );
    const proxy = session.isProxied(host) ? "through the proxy that the environment names" : "";
    if (outcome.kind === "failed") {
        const { message } = definiteError(request, outcome);
        const said = proxy ? `${message} The request went ${proxy}.` : message;
        findings.add("network", outcome.cause === "transient" ? "note" : "fails", said);
        return outcome.cause === "transient";
    }
    const trust = protocol === "https:" ? ", with a certificate that is trusted here" : "";
    const way = proxy ? `, ${proxy}` : "";
    findings.add("network", "ok", `${service} answers at ${host}${trust}${way}.`);
    return true;
}
