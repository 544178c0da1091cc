// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.bpf;

import io.rtnlab.probes.Availability;
import io.rtnlab.probes.CaptureOptions;
import java.io.IOException;

/** Opens and closes a capture for real, to learn whether it can be had. */
interface Trial {
  /** At an address where no mutex can be: everything attaches, nothing ever matches. */
  CaptureOptions OPTIONS = new CaptureOptions(1, 1 << 16);

  BpfCapture open() throws IOException;

  static Availability of(Trial trial) {
    try (BpfCapture _ = trial.open()) {
      return Availability.available();
    } catch (BpfException e) {
      return Availability.unavailable(e.reason(), e.remedy());
    } catch (IOException e) {
      return Availability.unavailable(String.valueOf(e.getMessage()), BpfException.ELSEWHERE);
    }
  }
}
