import { expect } from "chai";
import { runProgram } from "./support/runProgram";
import { arm, useServices } from "./support/useServices";

const script = "provider/bin/pulumi-azure-assignments.js";

describe("the program pulumi-azure-assignments", function () {
    this.timeout(60_000);
    const services = useServices();
    const run = (args: string[], env: Record<string, string> = {}) =>
        runProgram(script, args, { ...services.env, ...env });

    it("ends with 0 where nothing will fail, having signed in for real and read", async () => {
        const { code, stdout } = await run(["doctor", ...services.projectArgs, "--member", arm("contoso-neu")]);
        expect(stdout).to.contain("by ManagedIdentityCredential").and.contain("An up assigns contoso-neu.");
        expect(stdout).to.match(/Nothing found that will fail, and nothing was changed\. 1 thing marked \?/);
        expect(code).to.equal(0);
        expect(new Set(services.methods())).to.deep.equal(new Set(["GET"]));
    });

    it("ends with 1 where something will fail, and prints JSON alone where it is asked to", async () => {
        services.options({ tokenClaims: { roles: ["User.Read.All"] } });
        const { code, stdout } = await run(["doctor", ...services.deviceArgs, "--json"]);
        expect(code).to.equal(1);
        const report = JSON.parse(stdout);
        expect(report.ok).to.equal(false);
        expect(report.findings.map(({ verdict }: { verdict: string }) => verdict)).to.include("fails");
    });

    it("ends with 1 where nobody can sign in, and says what is missing", async () => {
        const env = { AZURE_TOKEN_CREDENTIALS: "", ARM_USE_OIDC: "true", ARM_CLIENT_ID: "app" };
        const { code, stdout } = await run(["doctor", ...services.projectArgs], env);
        expect(code).to.equal(1);
        expect(stdout).to.contain("ARM_TENANT_ID").and.contain("missing to sign in");
        expect(services.methods()).to.deep.equal(["GET"]);
    });

    it("ends with 2 for wrong arguments, sends nothing, and shows no secret of the environment", async () => {
        const secret = "s3cret-value";
        const { code, stdout, stderr } = await run(["doctor", "--endpoint", secret, "--project", "E"], {
            ARM_CLIENT_SECRET: secret,
        });
        expect({ code, stdout }).to.deep.equal({ code: 2, stdout: "" });
        expect(stderr).to.contain('--endpoint: "[secret]" is not a URL').and.contain("--help").and.not.contain(secret);
        expect(services.methods()).to.deep.equal([]);
    });

    it("helps, and tells its version", async () => {
        const { code, stdout } = await run(["--help"]);
        expect(code).to.equal(0);
        expect(stdout).to.match(/^Usage: pulumi-azure-assignments doctor --endpoint URL --project NAME/);
        expect((await run(["--version"])).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
    });
});
