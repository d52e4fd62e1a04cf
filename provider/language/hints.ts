/** What a person can do about a refusal of the authoring API, by status; undefined where the service's own words must do. */
export function languageHint(status: number): string | undefined {
    switch (status) {
        case 401:
            return (
                "The credentials are not accepted here: sign in to the tenant of the authoring resource, and use its custom-subdomain endpoint " +
                "(assign takes Microsoft Entra tokens only)."
            );
        case 403:
            return (
                'Grant the signed-in identity the role "Cognitive Services Language Owner" on the authoring resource and on each resource to be assigned ' +
                '("Cognitive Services Language Reader" is enough to look); a new role can take some minutes to be effective.'
            );
        case 404:
            return "Check that the project exists at this endpoint: project names are case-sensitive, and so is the project's kind.";
        case 409:
            return "Another job is changing this project; wait for it to end and run the same command again.";
        default:
            return status >= 400 && status < 500 ? correctIt : undefined;
    }
}

/** The same for a look at a job: the service may not know the job, whose project is there. */
export function jobHint(status: number, code?: string): string | undefined {
    return status === 404 && code !== "ProjectNotFound" ? unknownJob : languageHint(status);
}

const unknownJob =
    "The service does not know this job, or no longer: it keeps a job for seven days. What the job did is in the project's list of resources; " +
    "refresh looks there.";

/** The service refused the request itself, and only its own words tell why. */
const correctIt = "Correct what the service names and run the same command again.";
