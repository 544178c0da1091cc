// SPDX-License-Identifier: Apache-2.0
package io.rtnlab.probes.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stacks of our own threads that went to sleep, as Linux 6.18 wrote them; innermost left out. */
class StackMeaningTest {
  @ParameterizedTest
  @CsvSource({
    "true, netlink_table_grab.part.0 copy_net_ns __x64_sys_unshare do_syscall_64",
    "true, io_schedule folio_wait_bit_common filemap_fault exc_page_fault __sys_sendmsg"
        + " do_syscall_64",
    "true, netlink_table_grab.part.0 copy_net_ns",
    "false, io_schedule folio_wait_bit_common filemap_read vfs_read ksys_read do_syscall_64",
    "false, io_schedule bit_wait_io __ext4_find_entry path_openat __x64_sys_openat do_syscall_64",
    "false, rwsem_down_write_slowpath down_write_killable vm_mmap_pgoff do_syscall_64",
    "false, rwsem_down_write_slowpath down_write_killable __vm_munmap __x64_sys_munmap",
    "false, rwsem_down_read_slowpath do_madvise __arm64_sys_madvise invoke_syscall",
    "false, io_schedule folio_wait_bit_common filemap_fault handle_mm_fault exc_page_fault"
  })
  void sleepsOfTheRuntimeAreNotOfARequestsCalls(boolean ofRequest, String frames) {
    assertEquals(ofRequest, StackMeaning.of(List.of(frames.split(" "))).inSystemCall());
  }
}
