//! The vectors of x86-64.
//!
//! `unsafe` for two reasons: vectors are loaded from where the bytes of a block lie, and functions for AVX2 are called,
//! where the processor was asked whether it has that.

#![allow(unsafe_code)]

use super::lanes::Lanes;
use super::{BLOCK, FoldBits, OwnBits, Reader, WordBits, fold_bits, own_bits, word_bits};
use std::arch::x86_64::*;

/// The readers that work on this machine.
pub(super) fn readers() -> impl Iterator<Item = Reader> {
    const AVX2: Reader = Reader { word_bits: avx2_word_bits, fold_bits: avx2_fold_bits, own_bits: avx2_own_bits };
    // Every x86-64 has SSE2.
    const SSE2: Reader =
        Reader { word_bits: word_bits::<Sse2>, fold_bits: fold_bits::<Sse2>, own_bits: own_bits::<Sse2> };
    is_x86_feature_detected!("avx2").then_some(AVX2).into_iter().chain([SSE2])
}

fn avx2_word_bits(block: &[u8; BLOCK]) -> WordBits {
    #[target_feature(enable = "avx2")]
    fn read(block: &[u8; BLOCK]) -> WordBits {
        word_bits::<Avx2>(block)
    }
    // SAFETY: this function is handed out only where there is AVX2.
    unsafe { read(block) }
}

fn avx2_fold_bits(block: &[u8; BLOCK]) -> FoldBits {
    #[target_feature(enable = "avx2")]
    fn read(block: &[u8; BLOCK]) -> FoldBits {
        fold_bits::<Avx2>(block)
    }
    // SAFETY: this function is handed out only where there is AVX2.
    unsafe { read(block) }
}

fn avx2_own_bits(block: &[u8; BLOCK]) -> OwnBits {
    #[target_feature(enable = "avx2")]
    fn read(block: &[u8; BLOCK]) -> OwnBits {
        own_bits::<Avx2>(block)
    }
    // SAFETY: this function is handed out only where there is AVX2.
    unsafe { read(block) }
}

#[derive(Clone, Copy)]
struct Sse2(__m128i);

// SAFETY of all blocks: every x86-64 has SSE2; loads are from arrays of as many bytes.
impl Lanes for Sse2 {
    #[inline(always)]
    fn each(block: &[u8; BLOCK], mut each: impl FnMut(Self, usize)) {
        for (i, lanes) in block.as_chunks::<16>().0.iter().enumerate() {
            each(Sse2(unsafe { _mm_loadu_si128(lanes.as_ptr().cast()) }), 16 * i);
        }
    }

    #[inline(always)]
    fn splat(byte: u8) -> Self {
        Sse2(unsafe { _mm_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Sse2(unsafe { _mm_or_si128(self.0, other.0) })
    }

    #[inline(always)]
    fn is(self, byte: u8) -> Self {
        Sse2(unsafe { _mm_cmpeq_epi8(self.0, Self::splat(byte).0) })
    }

    #[inline(always)]
    fn within(self, first: u8, last: u8) -> Self {
        unsafe {
            let above = _mm_sub_epi8(self.0, Self::splat(first).0);
            Sse2(_mm_cmpeq_epi8(_mm_min_epu8(above, Self::splat(last - first).0), above))
        }
    }

    #[inline(always)]
    fn bits(self) -> u64 {
        u64::from(unsafe { _mm_movemask_epi8(self.0) }.cast_unsigned())
    }
}

#[derive(Clone, Copy)]
struct Avx2(__m256i);

// SAFETY of all blocks: these lanes are used in functions for AVX2 alone; loads are from arrays of as many bytes.
impl Lanes for Avx2 {
    #[inline(always)]
    fn each(block: &[u8; BLOCK], mut each: impl FnMut(Self, usize)) {
        for (i, lanes) in block.as_chunks::<32>().0.iter().enumerate() {
            each(Avx2(unsafe { _mm256_loadu_si256(lanes.as_ptr().cast()) }), 32 * i);
        }
    }

    #[inline(always)]
    fn splat(byte: u8) -> Self {
        Avx2(unsafe { _mm256_set1_epi8(byte.cast_signed()) })
    }

    #[inline(always)]
    fn or(self, other: Self) -> Self {
        Avx2(unsafe { _mm256_or_si256(self.0, other.0) })
    }

    #[inline(always)]
    fn is(self, byte: u8) -> Self {
        Avx2(unsafe { _mm256_cmpeq_epi8(self.0, Self::splat(byte).0) })
    }

    #[inline(always)]
    fn within(self, first: u8, last: u8) -> Self {
        unsafe {
            let above = _mm256_sub_epi8(self.0, Self::splat(first).0);
            Avx2(_mm256_cmpeq_epi8(_mm256_min_epu8(above, Self::splat(last - first).0), above))
        }
    }

    #[inline(always)]
    fn bits(self) -> u64 {
        u64::from(unsafe { _mm256_movemask_epi8(self.0) }.cast_unsigned())
    }
}
