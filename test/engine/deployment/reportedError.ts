/** An error of which the user has been told already. */
export class ReportedError extends Error {
    constructor(message: string) {
        super(message);
        this.name = "ReportedError";
    }
}
