// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.netlink.session;

import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_DONE;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLMSG_ERROR;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_DUMP_INTR;
import static io.rtnlab.netlink.wire.NetlinkHeader.NLM_F_MULTI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rtnlab.netlink.attribute.Bytes;
import io.rtnlab.netlink.message.Request;
import io.rtnlab.netlink.message.Verb;
import io.rtnlab.netlink.message.link.Link;
import io.rtnlab.netlink.message.route.Route;
import io.rtnlab.netlink.session.ScriptedPort.Answer;
import io.rtnlab.netlink.wire.MessageWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that lie, are cut off, are lost or interrupted: each an error of its own, and no list is
 * reported in part. What the live kernel can be made to do is in the bridge's live tests.
 */
class UnreadableAnswersTest {
  private final ScriptedPort port = new ScriptedPort();
  private final NetlinkSession session = new NetlinkSession(port);

  private static Answer links(int flags, int... indexes) {
    return (writer, sequence) -> {
      for (int index : indexes) {
        writer.begin(Link.CODEC.type(Verb.NEW), flags, sequence);
        Link.CODEC.write(Link.index(index).mtu(1500), writer);
        writer.end();
      }
      return 0;
    };
  }

  /** Two bytes where the MTU has four. */
  private static Answer linkWithShortMtu(int flags) {
    return (writer, sequence) -> {
      writer.begin(Link.CODEC.type(Verb.NEW), flags, sequence);
      Link.CODEC.write(Link.index(3), writer);
      writer.u16(Link.MTU.number(), 1500).end();
      return 0;
    };
  }

  /** An attribute that ends behind its message. */
  private static Answer linkCutOff(int flags) {
    return (writer, sequence) -> {
      writer.begin(Link.CODEC.type(Verb.NEW), flags, sequence);
      Link.CODEC.write(Link.index(3), writer);
      int attribute = writer.beginNested(Link.INFO.number());
      writer.u16(400).u16(1).endNested(attribute).end(); // nla_len 400 of 4
      return 0;
    };
  }

  /** A message that ends behind its datagram, after a whole one. */
  private static Answer wrongLength(int flags) {
    return (writer, sequence) -> {
      links(flags, 1).write(writer, sequence);
      writer.u32(4711).u16(Link.CODEC.type(Verb.NEW)).u16(flags).u32(sequence).u32(0);
      return 0;
    };
  }

  /** As mac80211_hwsim does when it has made its second radio. */
  @Test
  void anAcknowledgementMayHaveAPositiveNumber() throws NetlinkException {
    port.answer(
        (writer, sequence) -> {
          writer.begin(NLMSG_ERROR, 0, sequence).u32(1).end();
          return 0;
        });
    assertEquals(List.of(), session.call(new Message(36, 0, Bytes.NONE)));
  }

  @Test
  void aWrongNlmsgLenIsEbadmsgAndNoList() {
    port.answer(wrongLength(NLM_F_MULTI)).end(NLMSG_DONE, NLM_F_MULTI);
    refused(Errno.EBADMSG, "nlmsg_len is 4711 where 16 bytes are left", this::list);
  }

  @Test
  void aShortAttributeCostsNothingButItself() throws IOException {
    port.answer(linkWithShortMtu(0));
    Link link = session.get(Link.index(3));
    assertEquals(3, link.index());
    assertEquals(Optional.empty(), link.get(Link.MTU));
    assertEquals(List.of("IFLA_MTU"), link.attributes().malformed());
    assertEquals(1, session.malformedAttributes());
    assertTrue(link.toString().contains("#4 dc05"), link::toString);

    port.answer(linkWithShortMtu(NLM_F_MULTI))
        .answer(links(NLM_F_MULTI, 7))
        .end(NLMSG_DONE, NLM_F_MULTI);
    assertEquals(List.of(3, 7), list());
    assertEquals(2, session.malformedAttributes());
  }

  @Test
  void aShortAttributeOfARouteToo() throws IOException {
    port.answer(
            (writer, sequence) -> {
              writer.begin(Route.CODEC.type(Verb.NEW), NLM_F_MULTI, sequence);
              Route.CODEC.write(Route.to("10.0.0.0/8").dev(3), writer);
              writer.u16(Route.PRIORITY.number(), 7).end();
              return 0;
            })
        .end(NLMSG_DONE, NLM_F_MULTI);
    Route route = session.dump(Route.all(2)).toList().getFirst();
    assertEquals(3, route.dev());
    assertEquals(0, route.metric());
    assertEquals(List.of("RTA_PRIORITY"), route.attributes().malformed());
  }

  @Test
  void aShortAttributeIsNamedWhereThatIsChosen() {
    session.strict();
    port.answer(linkWithShortMtu(0));
    refused(
        Errno.EBADMSG, "IFLA_MTU: 2 bytes where a u32 needs 4", () -> session.get(Link.index(3)));
    port.answer(linkWithShortMtu(NLM_F_MULTI)).end(NLMSG_DONE, NLM_F_MULTI);
    refused(Errno.EBADMSG, "IFLA_MTU: 2 bytes where a u32 needs 4", this::list);
  }

  @Test
  void anAttributeThatIsCutOffIsNamedByTheNestThatItIsIn() {
    port.answer(linkCutOff(NLM_F_MULTI)).end(NLMSG_DONE, NLM_F_MULTI);
    session.strict();
    refused(Errno.EBADMSG, "IFLA_LINKINFO: nla_len is 400 where 4 bytes are left", this::list);
  }

  @Test
  void theNextDumpStartsBehindTheBrokenOne() throws IOException {
    port.answer(linkCutOff(NLM_F_MULTI)).answer(links(NLM_F_MULTI, 7)).end(NLMSG_DONE, NLM_F_MULTI);
    session.strict();
    assertThrows(NetlinkException.class, this::list);
    port.answer(links(NLM_F_MULTI, 1, 2)).end(NLMSG_DONE, NLM_F_MULTI);
    assertEquals(List.of(1, 2), list());
  }

  @ParameterizedTest
  @ValueSource(ints = {Errno.ENOBUFS, Errno.EAGAIN})
  void anAnswerThatNeverCameLeavesTheOutcomeUnknown(int errno) {
    port.fail(errno);
    assertInstanceOf(
        OutcomeUnknownException.class,
        refused(errno, "outcome unknown", () -> session.add(Link.dummy("d"))));
    port.answer(links(NLM_F_MULTI, 1)).fail(errno).end(NLMSG_DONE, NLM_F_MULTI);
    assertInstanceOf(OutcomeUnknownException.class, refused(errno, "outcome unknown", this::list));
  }

  @Test
  void aBatchWhoseEndIsLostIsNotReportedInPart() {
    port.answer(
            (writer, sequence) -> {
              writer.begin(NLMSG_ERROR, 0, sequence).u32(-Errno.EEXIST).u64(0).u64(0).end();
              return 0;
            })
        .fail(Errno.ENOBUFS);
    Request<?> one = Request.add(Link.dummy("d"));
    Request<?> other = Request.add(Link.dummy("e"));
    refused(Errno.ENOBUFS, "outcome unknown", () -> session.sendAll(one, other));
  }

  @Test
  void anInterruptedDumpIsNoList() throws IOException {
    port.answer(links(NLM_F_MULTI, 1))
        .answer(links(NLM_F_MULTI | NLM_F_DUMP_INTR, 2))
        .end(NLMSG_DONE, NLM_F_MULTI);
    assertThrows(DumpInterruptedException.class, this::list);

    port.answer(links(NLM_F_MULTI, 1)).end(NLMSG_DONE, NLM_F_MULTI | NLM_F_DUMP_INTR);
    assertThrows(DumpInterruptedException.class, () -> session.dump(Link.all()).count());
  }

  @Test
  void anInterruptedDumpIsRepeatedWhereThatIsChosen() throws IOException {
    port.answer(links(NLM_F_MULTI | NLM_F_DUMP_INTR, 1)).end(NLMSG_DONE, NLM_F_MULTI);
    port.answer(links(NLM_F_MULTI, 1, 2)).end(NLMSG_DONE, NLM_F_MULTI);
    List<Link> links = session.dump(Link.all()).repeatedly(2).toList();
    assertEquals(List.of(1, 2), links.stream().map(Link::index).toList());
  }

  @Test
  void aDumpThatTheKernelGivesUpIsNoList() {
    port.answer(links(NLM_F_MULTI, 1))
        .answer(
            (MessageWriter writer, int sequence) -> {
              writer.begin(NLMSG_DONE, NLM_F_MULTI, sequence).u32(-Errno.EPERM).end();
              return 0;
            });
    refused(Errno.EPERM, "dump link", this::list);
  }

  private List<Integer> list() throws NetlinkException {
    return session.dump(Link.all()).toList().stream().map(Link::index).toList();
  }

  private interface Action {
    void run() throws NetlinkException;
  }

  private static NetlinkException refused(int errno, String words, Action action) {
    NetlinkException refused = assertThrows(NetlinkException.class, action::run);
    assertEquals(errno, refused.errno(), refused::toString);
    assertTrue(refused.toString().contains(words), refused::toString);
    return refused;
  }
}
