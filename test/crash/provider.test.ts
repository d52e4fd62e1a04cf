import { describeCrashes } from "./describeCrashes";

describeCrashes("provider");
