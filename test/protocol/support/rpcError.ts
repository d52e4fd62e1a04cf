import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { fromStruct, type Properties } from "./structs";

/** What a failed create or update leaves in the state. */
export interface Left {
    id: string;
    properties: Properties;
    reasons: string[];
}

/** Reads the partial resource out of a call's error, as the engine does; undefined where there is none. */
export function leftBy(error: ServiceError): Left | undefined {
    const [bytes] = error.metadata.get("grpc-status-details-bin");
    if (!(bytes instanceof Buffer)) {
        return undefined;
    }
    const [detail] = Status.deserializeBinary(bytes).getDetailsList();
    const failed = detail?.unpack(ErrorResourceInitFailed.deserializeBinary, "pulumirpc.ErrorResourceInitFailed");
    return failed
        ? { id: failed.getId(), properties: fromStruct(failed.getProperties()), reasons: failed.getReasonsList() }
        : undefined;
}
