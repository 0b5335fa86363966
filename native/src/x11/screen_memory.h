// Memory for pictures that is used again once nobody holds the picture any more.
//
// A block goes back to its pool when the last reference to it goes: the capture's own, and those of the JavaScript
// engine, which gives its one back when no view of the memory is left. So a picture that somebody can still read is
// never written to.
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace steadyhand::x11 {

class Block {
 public:
  explicit Block(size_t size) : size_((size + kPage - 1) / kPage * kPage) {
    data_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (data_ == MAP_FAILED) throw std::bad_alloc();
    // Four large pages instead of two thousand small ones, each of which costs a fault at its first use.
    madvise(data_, size_, MADV_HUGEPAGE);
  }
  ~Block() { munmap(data_, size_); }
  Block(const Block&) = delete;
  Block& operator=(const Block&) = delete;
  uint8_t* data() const { return static_cast<uint8_t*>(data_); }
  size_t size() const { return size_; }

 private:
  static constexpr size_t kPage = size_t(2) << 20;
  size_t size_;
  void* data_;
};

class Pool : public std::enable_shared_from_this<Pool> {
 public:
  /// A block of at least `size` bytes; what is in it is left over from before.
  std::shared_ptr<Block> take(size_t size) {
    std::unique_ptr<Block> block;
    {
      const std::lock_guard lock(mutex_);
      while (!idle_.empty() && !block) {
        block = std::move(idle_.back());
        idle_.pop_back();
        // The screen has got another size: the old blocks are of no use.
        if (block->size() < size || block->size() > 2 * size + (size_t(4) << 20)) block.reset();
      }
      block ? reused_++ : allocated_++;
    }
    if (!block) block = std::make_unique<Block>(size);
    return {block.release(), [pool = weak_from_this()](Block* b) {
              std::unique_ptr<Block> back(b);
              if (const auto p = pool.lock()) p->give(std::move(back));
            }};
  }
  uint64_t allocated() const { return allocated_; }
  uint64_t reused() const { return reused_; }

 private:
  /// The engine lets go of many at a time, when it collects. So many are kept; at least three, whatever their size: the
  /// picture before, the picture now and the one that is being taken.
  static constexpr size_t kIdleBytes = size_t(80) << 20, kIdle = 3;
  void give(std::unique_ptr<Block> block) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < kIdle || (idle_.size() + 1) * block->size() <= kIdleBytes) idle_.push_back(std::move(block));
  }
  std::mutex mutex_;
  std::vector<std::unique_ptr<Block>> idle_;
  uint64_t allocated_ = 0, reused_ = 0;
};

}  // namespace steadyhand::x11
