import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { nodeFetchTransport } from "#provider/http/transport";
import type { PatientClock } from "./patientClock";

/** The real transport, with a clock that stands still from each request's begin to the end of its answer's body. */
export function countedTransport(clock: PatientClock): Transport {
    return {
        async sendRequest(request) {
            const end = clock.begin();
            try {
                const response = await nodeFetchTransport.sendRequest(request);
                const body = response.readableStreamBody;
                if (body) {
                    body.once("close", end).once("end", end).once("error", end);
                } else {
                    end();
                }
                return response;
            } catch (error) {
                end();
                throw error;
            }
        },
    };
}
