export {
    DeviceResourceAccountBinding,
    type DeviceResourceAccountBindingArgs,
} from "./resources/deviceResourceAccountBinding";
export {
    type GetAutopilotDeviceArgs,
    type GetAutopilotDeviceResult,
    getAutopilotDevice,
    getAutopilotDeviceOutput,
} from "./resources/getAutopilotDevice";
export {
    type GetProjectResourcesArgs,
    type GetProjectResourcesResult,
    getProjectResources,
    getProjectResourcesOutput,
} from "./resources/getProjectResources";
export {
    ProjectResourceAssignment,
    type ProjectResourceAssignmentArgs,
    type ResourceMetadataArgs,
} from "./resources/projectResourceAssignment";
export type {
    AssignedResource,
    AssignmentJob,
    PendingAssignment,
    PendingBinding,
    ResourceMetadata,
    Timeouts,
} from "./resources/types";
