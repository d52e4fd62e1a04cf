import { expect } from "chai";
import { jobIdOf } from "#provider/language/jobs";

const origin = "https://contoso.cognitiveservices.azure.com";
const path = "/language/authoring/analyze-conversations/projects/EmailApp/resources/assign/jobs";
const guid = "66fa9a67-a561-42f1-8a13-f3a879b1a324";

const found: [title: string, location: string, jobId: string][] = [
    ["a bare guid", `${origin}${path}/${guid}?api-version=2022-10-01-preview`, guid],
    ["a guid with a number", `${origin}${path}/${guid}_637858368000000000?api-version=v`, `${guid}_637858368000000000`],
    ["no query", `${origin}${path}/${guid}`, guid],
    ["a closing slash", `${origin}${path}/${guid}/`, guid],
    ["a fragment", `${origin}${path}/${guid}#top`, guid],
    ["a path", `${path}/${guid}?api-version=v`, guid],
    ["the origin in capitals, with its port", `HTTPS://CONTOSO.cognitiveservices.azure.com:443${path}/7`, "7"],
    [
        "another host, as a gateway or a private DNS name has it",
        `https://10.1.2.3:8443/apim${path}/${guid}?api-version=v`,
        guid,
    ],
    ["a sub-domain", `https://x.contoso.cognitiveservices.azure.com${path}/7`, "7"],
    ["another port", `${origin}:8443${path}/7`, "7"],
    ["another scheme", `http://contoso.cognitiveservices.azure.com${path}/7`, "7"],
    ["an address without a scheme", `//internal.example${path}/7`, "7"],
    ["tilde and dots within the id", `${path}/a~b.c-d_e`, "a~b.c-d_e"],
    ["a user in the address, of which nothing is kept", `https://me:secret@${origin.slice(8)}${path}/7`, "7"],
    ["an id of 200 characters", `${path}/${"a".repeat(200)}`, "a".repeat(200)],
];

const refused: [title: string, location: string | undefined, problem: RegExp][] = [
    ["absent", undefined, /named no job/],
    ["empty", "", /named no job/],
    ["no URL", "https://[", /no web address/],
    ["a script", "javascript:alert(1)", /no web address/],
    ["a file", "file:///jobs/7", /no web address/],
    ["no id at another host", `https://evil.example${path}/..%2f7`, /without a job id/],
    ["no id", `${path}/`, /without a job id/],
    ["not of jobs", `${origin}/language/authoring/7`, /without a job id/],
    ["an encoded slash", `${path}/a%2Fb`, /without a job id/],
    ["an encoded way up", `${path}/%2e%2e`, /without a job id/],
    ["a way up", `${path}/..`, /without a job id/],
    ["a space", `${path}/a%20b`, /without a job id/],
    ["control characters", `${path}/a%0Ab`, /without a job id/],
    ["an id beyond 200 characters", `${path}/${"a".repeat(201)}`, /without a job id/],
];

describe("jobIdOf", () => {
    for (const [title, location, jobId] of found) {
        it(`takes the id from ${title}`, () => {
            expect(jobIdOf(location, origin)).to.deep.equal({ jobId });
        });
    }

    for (const [title, location, problem] of refused) {
        it(`gives no id, but the reason: ${title}`, () => {
            const result = jobIdOf(location, origin);
            expect(result).to.have.property("problem").that.matches(problem);
            expect(result).not.to.have.property("jobId");
        });
    }

    it("reads the configured origin by what it means, not by its letters", () => {
        expect(jobIdOf(`${origin}${path}/7`, `${origin.toUpperCase()}/`)).to.deep.equal({ jobId: "7" });
    });
});
