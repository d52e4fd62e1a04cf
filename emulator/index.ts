export type { Fault, FaultAction } from "./faults/fault.js";
export type { ResourceAccount, UserBinding } from "./graph/device.js";
export type { Cloud } from "./identity/clouds.js";
export type { AssignedResource, DeletedDeployment, Deployment, Member } from "./language/project.js";
export type { OperationName } from "./operations.js";
export {
    type AccountProperty,
    type Budgets,
    defaultOptions,
    type EmulatorOptions,
    type TokenClaims,
} from "./options.js";
export type { RequestEntry } from "./requestLog.js";
export { type Emulator, type StartOptions, startEmulator } from "./startEmulator.js";
export type {
    DeviceState,
    EmulatorSeed,
    EmulatorState,
    JobState,
    ProjectSeed,
    ProjectState,
} from "./state/emulatorState.js";
