package io.rtnlab.workloads;

import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.address.Address;
import io.rtnlab.netlink.session.Errno;
import io.rtnlab.netlink.session.MessageVisitor;
import io.rtnlab.netlink.session.NetlinkSession;
import io.rtnlab.netlink.wire.Answers;
import io.rtnlab.netlink.wire.MessageCursor;
import io.rtnlab.netlink.wire.RequestTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps all addresses of a family ({@code RTM_GETADDR} with {@code NLM_F_DUMP}), 100 of them its
 * own: under the RTNL up to 6.8, free of it since. If it lacks one of its own without being flagged
 * {@code NLM_F_DUMP_INTR}, that counts as errno {@code EBADMSG}.
 */
public final class AddressDump extends NetlinkOperation {
  static final Workload WORKLOAD =
      new Workload(
          "address-dump",
          "dumps all addresses of its namespace (RTM_GETADDR)",
          "getifaddrs() of every agent on a host",
          "veth; CAP_NET_ADMIN in its namespace",
          List.of("--family"),
          AddressDump::new);

  private static final int ADDRESSES = 100;

  /** Where {@code ifa_index} lies in {@code struct ifaddrmsg}. */
  private static final int IFA_INDEX = 4;

  private final MessageVisitor visitor = this::see;
  private RequestTemplate request;
  private int device;
  private int seen;

  @SuppressWarnings("NullAway.Init") // by prepare()
  AddressDump(WorkerSite site) {
    super(WORKLOAD.name(), site);
  }

  @Override
  void prepare(NetlinkSession session) throws IOException {
    device = OwnDevice.make(session, 'e', site().worker());
    RouteBlock block = new RouteBlock(options().family(), site().worker());
    List<Request<?>> addresses = new ArrayList<>();
    for (int n = RouteBlock.SIZE - ADDRESSES; n < RouteBlock.SIZE; n++) {
      addresses.add(Request.add(Address.of(block.prefix(n), device).flags(Address.IFA_F_NODAD)));
    }
    session.sendAll(addresses).orThrow();
    request =
        Request.dump(Address.all(options().family().number())).template(Answers.DUMP, arena());
  }

  @Override
  public int execute() {
    seen = 0;
    int result = fire(request, visitor);
    boolean wrong = seen != ADDRESSES && !exchange().dumpInterrupted();
    return result == 0 && wrong ? -Errno.EBADMSG : result;
  }

  private void see(MessageCursor address) {
    if (address.u32(IFA_INDEX) == device) {
      seen++;
    }
  }

  @Override
  public int messages() {
    return exchange().dumpMessages();
  }
}
