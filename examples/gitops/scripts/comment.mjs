// node scripts/comment.mjs FILE
// Posts a file as a comment on the pull request, in GitHub Actions or Azure Pipelines. The first line of the file identifies the comment: an
// existing comment that starts with it is updated, so each stack has one comment.
import { readFileSync } from "node:fs";

const body = readFileSync(process.argv[2] ?? "summary.md", "utf8");
const [mark = ""] = body.split("\n");

await (process.env.GITHUB_ACTIONS ? commentOnGitHub() : commentInAzureRepos());

async function commentOnGitHub() {
    const repository = `${required("GITHUB_API_URL")}/repos/${required("GITHUB_REPOSITORY")}`;
    const comments = `${repository}/issues/${required("PR_NUMBER")}/comments`;
    const token = required("GITHUB_TOKEN");
    for (let page = 1; ; page++) {
        const found = await send("GET", `${comments}?per_page=100&page=${page}`, token);
        const ours = found.find((comment) => comment.body?.startsWith(mark));
        if (ours) {
            await send("PATCH", `${repository}/issues/comments/${ours.id}`, token, { body });
            return;
        }
        if (found.length < 100) {
            await send("POST", comments, token, { body });
            return;
        }
    }
}

async function commentInAzureRepos() {
    const project = `${required("SYSTEM_COLLECTIONURI")}${encodeURIComponent(required("SYSTEM_TEAMPROJECT"))}`;
    const repository = `${project}/_apis/git/repositories/${required("BUILD_REPOSITORY_ID")}`;
    const threads = `${repository}/pullRequests/${required("SYSTEM_PULLREQUEST_PULLREQUESTID")}/threads`;
    const token = required("SYSTEM_ACCESSTOKEN");
    const version = "?api-version=7.1";
    const { value } = await send("GET", `${threads}${version}`, token);
    const ours = value.find(({ comments }) => comments?.[0]?.content?.startsWith(mark));
    if (ours) {
        const comment = `${threads}/${ours.id}/comments/${ours.comments[0].id}`;
        await send("PATCH", `${comment}${version}`, token, { content: body });
    } else {
        // A closed thread does not block a merge if the branch requires all comments to be resolved.
        const comments = [{ parentCommentId: 0, content: body, commentType: "text" }];
        await send("POST", `${threads}${version}`, token, { comments, status: "closed" });
    }
}

async function send(method, url, token, content) {
    const response = await fetch(url, {
        method,
        headers: { Authorization: `Bearer ${token}`, Accept: "application/json", "Content-Type": "application/json" },
        body: content && JSON.stringify(content),
    });
    if (!response.ok) {
        throw new Error(`${method} ${url} failed: ${response.status} ${(await response.text()).slice(0, 500)}`);
    }
    return response.json();
}

function required(name) {
    const value = process.env[name];
    if (!value) {
        throw new Error(`${name} is not set.`);
    }
    return value;
}
