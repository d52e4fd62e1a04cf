// What one had before: a script that assigns Language resources to a project and waits for the job.
// TOKEN=$(az account get-access-token --scope https://cognitiveservices.azure.com/.default --query accessToken --output tsv) \
//     node assign.mjs ENDPOINT PROJECT '[{"azureResourceId": "...", "customDomain": "...", "region": "..."}]'
import { setTimeout } from "node:timers/promises";

const [endpoint, project, resources] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${process.env.TOKEN}`, "Content-Type": "application/json" };

async function call(url, init) {
    const response = await fetch(url, { headers, ...init });
    if (!response.ok) {
        throw new Error(`${response.status} ${await response.text()}`);
    }
    return response;
}

const started = await call(
    `${endpoint}/language/authoring/analyze-conversations/projects/${project}/resources/:assign?api-version=2022-10-01-preview`,
    { method: "POST", body: JSON.stringify({ resourcesMetadata: JSON.parse(resources) }) },
);

let status = "notStarted";
while (["notStarted", "running"].includes(status)) {
    await setTimeout(500);
    ({ status } = await (await call(started.headers.get("operation-location"))).json());
}
if (status !== "succeeded") {
    throw new Error(`The job ended as ${status}.`);
}
console.log(`Assigned to ${project}.`);
