import type * as pulumi from "@pulumi/pulumi";

/*
 * Pulumi stores the text of these objects in the state of every resource, where it stays as old code: it captures
 * nothing, and only forwards. `attach` puts the real methods on the object. Keep to ES2020 syntax: a program without
 * TypeScript of its own has this parsed by TypeScript 3.8.
 */

/** A dynamic provider whose methods come with `configure`, which the provider process calls before any other. */
type ThinProvider = pulumi.dynamic.ResourceProvider;

/** The provider of `ProjectResourceAssignment`. */
export const projectResourceAssignmentProvider = {
    configure(request: unknown) {
        return require("pulumi-azure-assignments/runtime").projectResourceAssignment.attach(this, request);
    },
} as unknown as ThinProvider;

/** The provider of `DeviceResourceAccountBinding`. */
export const deviceResourceAccountBindingProvider = {
    configure(request: unknown) {
        return require("pulumi-azure-assignments/runtime").deviceResourceAccountBinding.attach(this, request);
    },
} as unknown as ThinProvider;
