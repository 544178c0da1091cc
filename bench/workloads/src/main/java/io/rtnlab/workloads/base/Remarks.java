// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.workloads.base;

import java.util.List;

/** An operation that has more to say than numbers. */
public interface Remarks {

  /** Sentences for people, once the run has ended. */
  List<String> remarks();
}
