import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startCommentServer } from "./support/commentServer";
import { example } from "./support/example";

const mark = "<!-- pulumi-preview production -->";
const summary = `${mark}\n\n### Preview of \`production\`: no changes\n`;
const others = Array.from({ length: 100 }, (_, id) => ({ id, body: "looks good" }));

describe("the comment on a pull request", () => {
    let folder: string;
    let server: Awaited<ReturnType<typeof startCommentServer>>;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "azure-assignments-comment-"));
        writeFileSync(join(folder, "summary.md"), summary);
    });
    afterEach(() => server.close());
    after(() => rmSync(folder, { recursive: true, force: true }));

    describe("on GitHub", () => {
        const comments = "/repos/contoso/language/issues/12/comments";

        it("is made where there is none yet", async () => {
            server = await startCommentServer({
                [`${comments}?per_page=100&page=1`]: others,
                [`${comments}?per_page=100&page=2`]: [{ id: 7, body: null }],
            });
            await comment(gitHub());
            expect(server.changes()).to.deep.equal([
                { method: "POST", path: comments, authorization: "Bearer t0ken", body: { body: summary } },
            ]);
        });

        it("replaces the one of an earlier commit, wherever it is", async () => {
            server = await startCommentServer({
                [`${comments}?per_page=100&page=1`]: others,
                [`${comments}?per_page=100&page=2`]: [{ id: 4711, body: `${mark}\nold` }],
            });
            await comment(gitHub());
            expect(server.changes()).to.deep.equal([
                {
                    method: "PATCH",
                    path: "/repos/contoso/language/issues/comments/4711",
                    authorization: "Bearer t0ken",
                    body: { body: summary },
                },
            ]);
        });

        it("fails with what was answered, and without the token", async () => {
            server = await startCommentServer({});
            const message = await failure(gitHub());
            expect(message)
                .to.include("/issues/12/comments?per_page=100&page=1 failed: 404")
                .and.to.include("Not Found");
            expect(message).to.not.include("t0ken");
        });

        it("says which variable it lacks", async () => {
            server = await startCommentServer({});
            expect(await failure({ ...gitHub(), PR_NUMBER: "" })).to.include("PR_NUMBER is not set");
        });
    });

    describe("in Azure Repos", () => {
        const threads = "/Language%20team/_apis/git/repositories/r1/pullRequests/12/threads";
        const version = "?api-version=7.1";

        it("is made as a thread that holds up no merge", async () => {
            server = await startCommentServer({
                [`${threads}${version}`]: {
                    value: [
                        { id: 1, comments: [] },
                        { id: 2, comments: [{ id: 1 }] },
                    ],
                },
            });
            await comment(azureRepos());
            expect(server.changes()).to.deep.equal([
                {
                    method: "POST",
                    path: `${threads}${version}`,
                    authorization: "Bearer t0ken",
                    body: {
                        comments: [{ parentCommentId: 0, content: summary, commentType: "text" }],
                        status: "closed",
                    },
                },
            ]);
        });

        it("replaces the one of an earlier commit", async () => {
            const ours = { id: 9, comments: [{ id: 1, content: `${mark}\nold` }] };
            server = await startCommentServer({ [`${threads}${version}`]: { value: [ours] } });
            await comment(azureRepos());
            expect(server.changes()).to.deep.equal([
                {
                    method: "PATCH",
                    path: `${threads}/9/comments/1${version}`,
                    authorization: "Bearer t0ken",
                    body: { content: summary },
                },
            ]);
        });
    });

    function gitHub(): Record<string, string> {
        const repository = { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: "contoso/language" };
        return { GITHUB_ACTIONS: "true", ...repository, GITHUB_TOKEN: "t0ken", PR_NUMBER: "12" };
    }

    function azureRepos(): Record<string, string> {
        return {
            SYSTEM_COLLECTIONURI: `${server.url}/`,
            SYSTEM_TEAMPROJECT: "Language team",
            BUILD_REPOSITORY_ID: "r1",
            SYSTEM_PULLREQUEST_PULLREQUESTID: "12",
            SYSTEM_ACCESSTOKEN: "t0ken",
        };
    }

    async function comment(env: Record<string, string>): Promise<void> {
        const script = join(example, "scripts", "comment.mjs");
        const own = { ...process.env, GITHUB_ACTIONS: "", ...env };
        await promisify(execFile)(process.execPath, [script, "summary.md"], { cwd: folder, env: own });
    }

    async function failure(env: Record<string, string>): Promise<string> {
        return comment(env).then(
            () => "",
            (error: Error) => error.message,
        );
    }
});
