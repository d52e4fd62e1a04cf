export {
    DeviceResourceAccountBinding,
    type DeviceResourceAccountBindingArgs,
} from "./program/deviceResourceAccountBinding";
export {
    type GetAutopilotDeviceArgs,
    type GetAutopilotDeviceResult,
    getAutopilotDevice,
    getAutopilotDeviceOutput,
} from "./program/getAutopilotDevice";
export {
    type GetProjectResourcesArgs,
    type GetProjectResourcesResult,
    getProjectResources,
    getProjectResourcesOutput,
} from "./program/getProjectResources";
export {
    ProjectResourceAssignment,
    type ProjectResourceAssignmentArgs,
    type ResourceMetadataArgs,
} from "./program/projectResourceAssignment";
export * from "./program/types";
