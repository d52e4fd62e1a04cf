import { PolicyPack } from "@pulumi/policy";
import { policies } from "./rules";

new PolicyPack("azure-assignments", { policies, enforcementLevel: "mandatory" });
