import { AssignmentsError } from "./assignmentsError";

/** No trusted TLS connection can be made, which asking again would not mend. `code` is Node's, for example `CERT_HAS_EXPIRED`. */
export class TlsError extends AssignmentsError {}
