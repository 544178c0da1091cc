// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.KernelObject;
import io.rtnlab.netlink.message.Verb;

/** Something that the kernel reported without being asked. */
public sealed interface Event {

  /**
   * An object is new, was changed, or is gone.
   *
   * @param verb {@link Verb#NEW} (which also reports a change) or {@link Verb#DELETE}
   * @param flags {@code NLM_F_*}, such as {@code NLM_F_REPLACE} of a route that took another's
   *     place
   * @param portId the port id of the socket whose request caused it; 0 for the kernel itself
   * @param namespaceId the id of the network namespace that it happened in, as seen from the
   *     stream's; {@link #OWN_NAMESPACE} for the stream's own
   */
  record Changed(Verb verb, KernelObject<?> object, int flags, int portId, int namespaceId)
      implements Event {
    /** {@code NETNSA_NSID_NOT_ASSIGNED}. */
    public static final int OWN_NAMESPACE = -1;

    @Override
    public String toString() {
      return (verb == Verb.DELETE ? "deleted " : "") + object.codec().name() + " " + object;
    }
  }

  /**
   * A message of a type that is not known here.
   *
   * @param type {@code nlmsg_type}
   * @param flags {@code nlmsg_flags}
   * @param payload all that follows the {@code nlmsghdr}
   */
  record Unknown(int type, int flags, Bytes payload) implements Event {}

  /**
   * The kernel had to drop events, an unknown number: what was known is out of date. Ask again; a
   * {@link Mirror} does. Reported once all that came before the loss has been, so that no old event
   * follows.
   */
  record Lost() implements Event {}
}
