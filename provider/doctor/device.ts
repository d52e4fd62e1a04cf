import { type Device, graphRoot } from "../graph/device";
import { viewAccount, viewUnknown } from "../lifecycle/deviceResourceAccountBinding/account/accountView";
import { findDevice } from "../lifecycle/functions/lookUps";
import { graphAuth } from "../validation/clouds";
import type { Findings } from "./findings";
import { look, noteSignIn } from "./looking";
import { probe } from "./network";
import { judgeGraphPermissions } from "./permissions";
import type { Session } from "./session";
import type { AskedDevice } from "./targets";

/** What is examined, and where what comes of it goes. */
interface Examination {
    session: Session;
    findings: Findings;
    asked: AskedDevice;
}

/** Looks at a device: whether it is there, what it shows of an account, and what an `up` that binds the given account would do. */
export async function examineDevice({ session, findings, asked }: Examination): Promise<Device | undefined> {
    const { address, inputs } = asked;
    if (!(await probe(session, findings, graphRoot(address), "Microsoft Graph"))) {
        return undefined;
    }
    // One look after the other: what is ready together would go as a POST to $batch.
    const device = await look(findings, "device", () =>
        address.deviceId === undefined
            ? findDevice(session, inputs)
            : session.graph.get({ ...address, deviceId: address.deviceId }, session.deadline()),
    );
    const auth = graphAuth(address.cloud);
    noteSignIn(session, findings, "Microsoft Graph", auth);
    const signedIn = session.signedIn(auth.scope);
    if (signedIn) {
        const { verdict, text } = judgeGraphPermissions(signedIn);
        findings.add("permissions", verdict, text);
    }
    if (device) {
        describe(findings, device);
        predict(findings, device, asked.account);
        findings.add(
            "permissions",
            "unproven",
            "The tenant needs an active Intune licence for as long as devices are bound. Reading does not prove it.",
        );
    }
    return device;
}

function describe(findings: Findings, device: Device): void {
    const { id, serialNumber, displayName, model } = device;
    const words = [displayName && `"${displayName}"`, serialNumber && `serial number ${serialNumber}`, model];
    const called = words.filter(Boolean).join(", ");
    findings.add("device", "ok", `There is Autopilot device ${id}${called ? ` (${called})` : ""}.`);
}

/** Says what a first `up` does, by the rules of its create under `existing: "adopt"`. */
function predict(findings: Findings, device: Device, account: string | undefined): void {
    const userPrincipalName = account ?? "";
    const { ours, other } =
        account === undefined ? viewAccount(device, { userPrincipalName }) : viewUnknown(device, { userPrincipalName });
    if (ours.length > 0) {
        findings.add(
            "up",
            "ok",
            `The device shows ${account} in ${ours.join(" and ")}: an up adopts it, so that a destroy will unbind it.`,
        );
    } else if (other !== undefined && account !== undefined) {
        findings.add(
            "up",
            "fails",
            `An up that binds ${account} is refused: the device shows another account or user, ${other}. Unbind it first, or set existing to "replace".`,
        );
    } else if (other !== undefined) {
        findings.add("device", "note", `It shows an account or user: ${other}.`);
    } else {
        const hidden = "it may have one that it does not show";
        findings.add(
            account ? "up" : "device",
            account ? "ok" : "note",
            account
                ? `The device shows no account: an up binds ${account}. If ${hidden}, Microsoft Graph may refuse.`
                : `It shows no account; ${hidden}.`,
        );
    }
}
