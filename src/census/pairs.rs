//! Who appears with whom, how often, and whether that is more than chance.
//!
//! There may be as many pairs as the square of entities, so that they are kept up to a limit: when it is reached the rarest
//! are forgotten (lossy counting), and [`PairLoss`] tells how far counts may be too low.

use rustc_hash::FxHashMap;

/// How many pairs are kept in memory: some 50 MB.
const LIMIT: usize = 1 << 21;
/// How many entities of one unit are paired; those beyond, in the order of their first mentions in the corpus, are not.
const WIDEST: usize = 300;

/// Two entities that appear together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The first of the two, as an index of the entities.
    pub source: usize,
    /// The other.
    pub target: usize,
    /// In how many units (sentences, paragraphs, documents) they appear together.
    pub weight: u32,
    /// Pointwise mutual information in bits: how much more often they do than by chance.
    pub pmi: f64,
    /// Dunning's log-likelihood ratio G²: how sure it is that this is no chance; negative where they avoid each other.
    pub log_likelihood: f64,
}

/// What was lost to keep memory bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PairLoss {
    /// By how much weights may be too low.
    pub forgotten: u32,
    /// Units with so many entities that not all of them were paired.
    pub cut_units: u64,
}

#[derive(Default)]
pub(super) struct Pairs {
    counts: FxHashMap<(u32, u32), u32>,
    /// For every entity the number of units that have it.
    alone: Vec<u32>,
    units: u64,
    loss: PairLoss,
}

impl Pairs {
    /// Counts the entities of a unit, which are sorted for it.
    pub(super) fn add(&mut self, entities: &mut Vec<u32>) {
        entities.sort_unstable();
        entities.dedup();
        self.units += 1;
        if let Some(last) = entities.last().map(|last| *last as usize)
            && last >= self.alone.len()
        {
            self.alone.resize(last + 1, 0);
        }
        for entity in entities.iter() {
            self.alone[*entity as usize] += 1;
        }
        if entities.len() > WIDEST {
            entities.truncate(WIDEST);
            self.loss.cut_units += 1;
        }
        for (i, source) in entities.iter().enumerate() {
            for target in &entities[i + 1..] {
                *self.counts.entry((*source, *target)).or_default() += 1;
            }
        }
        while self.counts.len() > LIMIT {
            self.loss.forgotten += 1;
            let least = self.loss.forgotten;
            self.counts.retain(|_, count| *count > least);
        }
    }

    pub(super) fn loss(&self) -> PairLoss {
        self.loss
    }

    pub(super) fn edges(&self) -> Vec<Edge> {
        let mut edges: Vec<Edge> = self.counts.iter().map(|((a, b), count)| self.edge(*a, *b, *count)).collect();
        edges.sort_by(|a, b| b.weight.cmp(&a.weight).then((a.source, a.target).cmp(&(b.source, b.target))));
        edges
    }

    fn edge(&self, source: u32, target: u32, weight: u32) -> Edge {
        let (a, b) = (f64::from(self.alone[source as usize]), f64::from(self.alone[target as usize]));
        #[allow(clippy::cast_precision_loss)] // There are no 2^53 units.
        let (both, all) = (f64::from(weight), self.units as f64);
        let part = |observed: f64, expected: f64| {
            if observed > 0.0 && expected > 0.0 { observed * (observed / expected).ln() } else { 0.0 }
        };
        let g2 = 2.0
            * (part(both, a * b / all)
                + part(a - both, a * (all - b) / all)
                + part(b - both, (all - a) * b / all)
                + part(all - a - b + both, (all - a) * (all - b) / all));
        let attract = both >= a * b / all;
        Edge {
            source: source as usize,
            target: target as usize,
            weight,
            pmi: (both * all / (a * b)).log2(),
            // Rounding may leave a little less than nothing.
            log_likelihood: if attract { g2.max(0.0) } else { -g2.max(0.0) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_scores() {
        let mut pairs = Pairs::default();
        for unit in [vec![0, 1, 0], vec![1, 0], vec![2], vec![1, 2]] {
            pairs.add(&mut unit.clone());
        }
        let edges = pairs.edges();
        assert_eq!(edges.iter().map(|e| (e.source, e.target, e.weight)).collect::<Vec<_>>(), [(0, 1, 2), (1, 2, 1)]);
        // 2 of 4 units have both; 2 have the one, 3 the other: log2(2·4 / (2·3)).
        assert!((edges[0].pmi - 0.415).abs() < 0.001, "{edges:?}");
        // 2·(2 ln 4/3 + 0 + 1 ln 2/3 + 1 ln 2)
        assert!((edges[0].log_likelihood - 1.726).abs() < 0.001, "{edges:?}");
        assert!(edges[1].pmi < 0.0 && edges[1].log_likelihood < 0.0);
    }
}
