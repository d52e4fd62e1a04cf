import { AssignmentsError } from "./assignmentsError";

/** The service cannot be reached and trying again does not help, or this is the last error a deadline reports. `code` is Node's, for example `ENOTFOUND`. */
export class ConnectionError extends AssignmentsError {}
