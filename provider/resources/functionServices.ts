import * as pulumi from "@pulumi/pulumi";

/** The services for a function that the program itself calls; loaded then, and made once. */
export async function functionServices() {
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

let services: ReturnType<typeof import("../host/createServices.js").createServices> | undefined;
