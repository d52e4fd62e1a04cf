import * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

/** Runs a function of the program's own with the services; of what goes wrong Pulumi shows the sentence alone. */
export async function withServices<T>(look: (services: Services) => Promise<T>): Promise<T> {
    const { AssignmentsError } = await import("../http/assignmentsError.js");
    try {
        return await look(await functionServices());
    } catch (error) {
        if (!(error instanceof AssignmentsError)) {
            throw error;
        }
        throw runError(error.message, error);
    }
}

/** The services, loaded when they are needed first, and made once. */
async function functionServices(): Promise<Services> {
    const [{ createServices }, { Declarations }, { systemClock }] = await Promise.all([
        import("../host/createServices.js"),
        import("../lifecycle/declarations.js"),
        import("../polling/clock.js"),
    ]);
    services ??= createServices({
        keys: new pulumi.Config("azure-assignments").get("languageKeys"),
        members: new Declarations(systemClock),
        say: (line) => void pulumi.log.info(line),
    });
    return services;
}

type Services = ReturnType<typeof import("../host/createServices.js").createServices>;

let services: Services | undefined;
