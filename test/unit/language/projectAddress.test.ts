import { expect } from "chai";
import { type ProjectAddress, projectKey, projectLabel, projectUrl } from "#provider/language/projectAddress";

const address: ProjectAddress = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    projectKind: "conversations",
    apiVersion: "2022-10-01-preview",
};

describe("projectUrl", () => {
    it("puts the project below its authoring family", () => {
        expect(projectUrl(address)).to.equal(
            "https://contoso.cognitiveservices.azure.com/language/authoring/analyze-conversations/projects/EmailApp",
        );
        expect(projectUrl({ ...address, projectKind: "text" })).to.contain("/authoring/analyze-text/projects/");
    });

    it("trims the endpoint of its closing slash and of nothing else", () => {
        expect(projectUrl({ ...address, endpoint: "HTTPS://Contoso.test:443/" })).to.match(
            /^HTTPS:\/\/Contoso\.test:443\/language/,
        );
    });

    for (const projectName of [
        "a/b",
        "../x",
        "%2e%2e",
        "%2E%2E/x",
        "...",
        "a?b",
        "a#b",
        "a\\b",
        "a b",
        "ä",
        "__proto__",
    ]) {
        it(`keeps ${JSON.stringify(projectName)} in its place of the path`, () => {
            const { pathname, search, hash } = new URL(projectUrl({ ...address, projectName }));
            expect(pathname.split("/")).to.have.length(6);
            expect(decodeURIComponent(pathname.split("/")[5] ?? "")).to.equal(projectName);
            expect(search + hash).to.equal("");
        });
    }

    for (const projectName of ["", ".", ".."]) {
        it(`refuses ${JSON.stringify(projectName)}, which no encoding keeps there`, () => {
            expect(() => projectUrl({ ...address, projectName })).to.throw("is no name that a URL can hold");
        });
    }
});

describe("projectKey", () => {
    const same = ["https://contoso.cognitiveservices.azure.com/", "HTTPS://CONTOSO.cognitiveservices.azure.com:443"];
    for (const endpoint of same) {
        it(`knows the project again at ${endpoint}`, () => {
            expect(projectKey({ ...address, endpoint })).to.equal(projectKey(address));
        });
    }

    const others: Partial<ProjectAddress>[] = [
        { projectName: "emailapp" },
        { projectKind: "text" },
        { endpoint: "https://fabrikam.cognitiveservices.azure.com" },
        { endpoint: "https://contoso.cognitiveservices.azure.com:8443" },
    ];
    for (const change of others) {
        it(`tells it from ${JSON.stringify(change)}`, () => {
            expect(projectKey({ ...address, ...change })).not.to.equal(projectKey(address));
        });
    }
});

describe("projectLabel", () => {
    it("names kind and project", () => {
        expect(projectLabel(address)).to.equal('conversations project "EmailApp"');
    });
});
