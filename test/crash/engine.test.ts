import { describeCrashes } from "./describeCrashes";

describeCrashes("engine");
