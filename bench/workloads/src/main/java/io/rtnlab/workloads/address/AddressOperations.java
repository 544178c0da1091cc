package io.rtnlab.workloads.address;

import io.rtnlab.workloads.base.Workload;
import java.util.List;

/** Lists the operations of this package. A new one needs a line here and nothing else. */
public final class AddressOperations {
  public static final List<Workload> ALL =
      List.of(AddressAdd.WORKLOAD, AddressDump.WORKLOAD, AddressLabelAdd.WORKLOAD);

  private AddressOperations() {}
}
